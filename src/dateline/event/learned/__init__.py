"""What is learned of events: chances for triggers, parties, times, places, sources, statuses and links.

The heads on the word vectors say what they make of a word or a pair of words; tables of weights join that with what the
trees and the rules say. Each table can be read: a line a feature.
"""
