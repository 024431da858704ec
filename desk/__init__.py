import gc

# Starting makes half a million objects that stay; the collector's defaults look through them again and again, which
# takes an eighth of the time to start and stops requests now and then.
gc.set_threshold(50_000, 20, 100)
