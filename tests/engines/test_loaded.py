from desk.engines.loaded import BATCH_TOKENS, batch_tokens


class TestBatchTokens:
    def test_every_thread_has_its_share_of_a_small_call(self) -> None:
        assert batch_tokens(2400, threads=2) == 600

    def test_a_large_call_has_full_batches(self) -> None:
        assert batch_tokens(100_000, threads=2) == BATCH_TOKENS

    def test_there_is_always_one(self) -> None:
        assert batch_tokens(0, threads=8) == 1
