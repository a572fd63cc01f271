"""Tests of assistant.service."""
