"""Steps that other dialogs call: who is this, and which visit is meant."""

from dialogs.common.identify import Identify
from dialogs.common.which_visit import WhichVisit

DIALOGS = (Identify, WhichVisit)
