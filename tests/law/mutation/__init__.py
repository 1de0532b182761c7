"""Mutation of the rule book, in process: every change of a number, operator or date must be seen.

``nodes`` changes the conditions of the standards, ``tables`` the dated numbers, the instruments,
the powers, papers and procedures beside them. A mutant is killed by a dossier of ``conformance`` or
``golden`` whose answer turns out otherwise, or by a line of ``boundaries``. What no test can see,
because it changes no answer, is listed with its reason in ``equivalent.toml``.
"""
