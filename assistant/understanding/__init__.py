"""Understanding: from the words of a text to facts. Pure, total, deterministic.

Start reading at `reader.understand`. Nothing here asks the time, reads a file or talks to anybody.
"""

from assistant.understanding.reader import Setting, understand
from assistant.understanding.vocabulary import Vocabulary

__all__ = ["Setting", "Vocabulary", "understand"]
