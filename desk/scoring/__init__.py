"""How good a draft was: chrF++, BLEU, TER and HTER with their signatures, intervals and comparisons."""
