"""Reading a directive (chỉ thị): a file or a text in, what it proposes with its places out.

Pure Python: no Django, no database, no clock. A file is opened in a child process with memory and
time limits. Nothing that is read is decided: a person confirms it, and what could not be read is
said.
"""
