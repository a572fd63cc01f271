"""From the conversations that older programs stored to the dialogs of this one.

Start reading at `upcasts.upcast`, then `revival.revive`; `lock` keeps old and new apart.
"""
