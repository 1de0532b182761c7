"""Reading the lists that units hand in: workbook bytes in, proposals, records and named faults out.

Pure Python: no Django, no database, no clock. The given file is parsed in a child process with
memory and time limits; everything after that works on plain tuples.
"""
