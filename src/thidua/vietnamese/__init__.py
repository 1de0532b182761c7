"""The Vietnamese language as paperwork meets it: text, names, numbers, dates, working days.

Pure Python. Nothing here reads a clock, a database or any file but the package's own data.
"""
