"""The 15 behaviours that no other engine has together, one file each."""
