"""The engines: each fetches candidates for a plan, and says how many there are. What stands first is decided by
:mod:`search.text.ranking`, the same for all.

An engine is a module with ``candidates(plan, scope, narrow, first)`` -> :class:`Candidates`, see :mod:`search.engines.sql`.
"""
