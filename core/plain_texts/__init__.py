"""Formatted texts as plain ones, for people who write without script.

An empty line ends a paragraph; light marks stand for headings, lists, quotations, links and stress. What has no mark
(tables, pictures with captions) stands as one line in double brackets. Reading such a text needs the HTML that it was
made from: each paragraph that was not touched keeps its own.
"""
