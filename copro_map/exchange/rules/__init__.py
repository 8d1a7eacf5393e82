"""Rules of the exchange: records, scores, the best matching, rings, figures."""
