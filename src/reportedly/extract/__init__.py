"""Document -> Statement, Claim: who says what, how many, where and when.

Documents go in; statements, claims and problems come out. It never compares two reports.

Where to look, by question (each module says more at its top):

- the parse: ``nlp``; the stage that puts the answers together: ``claims``, with ``claim_drafts``,
  ``claim_places`` and ``participants``
- who said it: ``attribution``, over ``layout`` and ``quotes`` (the text's structure), ``clauses``,
  ``speakers``, ``direct_speech``, ``nominal`` and ``plain_speech`` (the rules), ``chains``,
  ``sources``, ``entities``, ``coreference``, ``stance``, ``cues`` and ``editorial`` (what it means)
- how many: ``quantities``, over ``numbers``, ``units``, ``expressions`` and ``counted``; what a
  number measures: ``predicates``, ``counting``, ``single_victims``
- what happened, and how far it is meant: ``events``, ``lexicon``, ``modality``
- where: ``places``, over ``gazetteer``, ``toponyms`` and ``resolution``, with ``place_roles``
- when: ``times``, over ``time_grammar``, ``time_resolution`` and ``time_scope``, with ``tense``

The words are in ``data/``.
"""
