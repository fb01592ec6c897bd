"""The verbs. Each is one transaction: lock the occasion's row first, read, write, put the mails in the outbox.

Web, admin, import and commands all call these; nothing else writes occasions, registrations or records.
"""
