"""What keeps data from being lost or read: the spool, backups, the sealing anew under a new key."""
