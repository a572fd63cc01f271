"""Steps that other dialogs call or stand behind: who is this, which visit is meant, shall we go on."""

from dialogs.common.going_on import Drop, Resume
from dialogs.common.identify import Identify
from dialogs.common.which_visit import WhichVisit

DIALOGS = (Identify, WhichVisit, Resume, Drop)
