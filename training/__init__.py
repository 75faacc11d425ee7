"""Scripts that fit the small models of the package; one model card each in docs/model-cards."""
