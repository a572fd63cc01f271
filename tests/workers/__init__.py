"""Tests of assistant.workers."""
