"""How claimlint does on labelled pages: labels in, counts by page, shares with intervals, and the worst of both kinds.

labels → Label, Page ─count→ Counts by page ─figures→ Share with interval ─text, as_json→ text
"""
