"""Putting the open question and taking its answer: which words, and what a yes is worth."""
