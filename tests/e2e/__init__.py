"""The whole thing in processes of its own: started, killed, started again."""
