"""The guide of a matter in words: for the public page, the staff's handbook, previews of drafts, and print."""
