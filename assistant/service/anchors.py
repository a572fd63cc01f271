"""Where the trail ended when it was last looked at, kept in a file outside of the database.

Rows cut off the end of the trail leave a whole, shorter chain. The house therefore writes down,
now and then, how far each trail reached: the signed head that `store.audit` gives. The file is
best on another disk than the database, with the keys.
"""

import json
import secrets
from pathlib import Path
from typing import cast

from assistant.domain.errors import ConfigurationError
from assistant.store.audit import Head


class Anchors:
    """The anchors in one file, one for each trail, by the trail's name.

    Args:
        path: the file; made (mode 0600) when there is first something to keep.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, trail: str) -> str:
        """The newest anchor of that trail, "" when none is kept.

        Raises:
            ConfigurationError: the file cannot be read, or holds something else.
        """
        return self._read().get(trail, "")

    def keep(self, head: Head) -> None:
        """Keep the head, unless a later one of its trail is kept already.

        Raises:
            ConfigurationError: the file cannot be read or written, or holds something else.
        """
        anchors = self._read()
        if _reach(anchors.get(head.trail, "")) >= _reach(head.anchor):
            return
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(8)}")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.touch(mode=0o600)
            draft.write_text(json.dumps({**anchors, head.trail: head.anchor}, indent=1) + "\n")
            draft.replace(self.path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise ConfigurationError(
                f"FRONTDESK_AUDIT_ANCHOR_FILE {self.path}: {error.strerror}"
            ) from error

    def _read(self) -> dict[str, str]:
        try:
            found: object = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not JSON"
            raise ConfigurationError(
                f"FRONTDESK_AUDIT_ANCHOR_FILE {self.path}: {reason}; move it away"
            ) from error
        if not isinstance(found, dict):
            raise ConfigurationError(
                f"FRONTDESK_AUDIT_ANCHOR_FILE {self.path}: it holds no anchors; move it away"
            )
        return {str(name): str(anchor) for name, anchor in cast("dict[str, object]", found).items()}


def _reach(anchor: str) -> int:
    """How many rows an anchor saw; 0 for what is none."""
    seq = anchor.partition(":")[0]
    return int(seq) if seq.isascii() and seq.isdigit() else 0
