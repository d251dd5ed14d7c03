"""Editions in other people's formats: workbooks (XLSX) and the national exchange tables."""
