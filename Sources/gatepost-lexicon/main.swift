print("gatepost-lexicon")
