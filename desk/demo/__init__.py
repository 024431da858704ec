"""A filled desk to try: people, articles in several states, and the texts that stand for a translator's work."""
