"""Conversations: states and words. No vendor, no SQL, no clock; found by folder, never imported."""
