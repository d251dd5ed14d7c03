"""最多跑一次: items that need at most one visit, published in batches with pledges, and the negative list of the others."""
