"""Matching: what two people have in common, and who walks alongside whom.

Pure: a round takes a `Pool` and `Terms` and gives a `Round`; no clock, no database, no randomness. Importing this
package loads neither numpy nor scipy; `bot.matching.solving` does, when it solves, which belongs in a worker process.
"""
