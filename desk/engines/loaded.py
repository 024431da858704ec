"""One Argos package in memory: sentences in, drafts with scores and alignments out, straight on CTranslate2."""

import math
from collections.abc import Sequence
from typing import Any

from desk.domain.draft import Alignment, EngineOutput, TokenScores
from desk.domain.errors import EngineUnavailable
from desk.domain.phrase import phrase
from desk.domain.segment import Span
from desk.engines.collapse import collapsed
from desk.engines.header import positions
from desk.engines.installed import Package
from desk.engines.tokenizer import Tokens, tokenizer_of

BATCH_TOKENS = 2048
"""Tokens of a batch at most. Larger ones are no faster, and the threads share the work less evenly."""
SHARES = 2
"""Batches that each thread gets of a call that is too small for full ones: with one each, all wait for the longest."""
USUAL_POSITIONS = 450
"""How many tokens a model takes that computes its positions: more than any was trained on."""
USUAL_LENGTH = 256
"""How many tokens argostranslate lets a model write; the desk lets it write more where the source is long."""
LENGTH_PENALTY = 0.2
"""argostranslate's, so that both draft the same."""


class LoadedPackage:
    """A package ready to draft. Raises `EngineUnavailable` with its name where it cannot be loaded."""

    def __init__(self, package: Package, threads: int) -> None:
        self.package = package
        self._threads = threads
        self._prefix = [package.target_prefix] if package.target_prefix else []
        try:
            self._tokenizer = tokenizer_of(package.folder, package.source, package.target)
            self._translator = _translator(package, threads)
        except Exception as error:  # CTranslate2 and SentencePiece raise whatever C++ threw
            raise EngineUnavailable(
                phrase("The package {name} cannot be loaded: {error}.", name=package.name, error=error)
            ) from error
        self._points = package.alignment is not None and package.alignment.suffices
        taken = 2 + len(self._prefix)  # by the marks of begin and end
        self._room = (positions(package.folder / "model" / "model.bin") or USUAL_POSITIONS + taken) - taken

    def translate(self, texts: Sequence[str], beam_size: int, with_alignment: bool) -> list[EngineOutput]:
        """One output per text, in order; all of them go through the model together.

        Alignments are left out where the package's attention does not point well enough.
        """
        with_alignment = with_alignment and self._points
        tokens = [self._tokenizer.encode(text) if text.strip() else None for text in texts]
        outputs = [EngineOutput("") if token is None else self._too_long(token) for token in tokens]
        waiting = [(place, token) for place, token in enumerate(tokens) if token and outputs[place] is None]
        results = self._decode([token.pieces for _, token in waiting], beam_size, with_alignment)
        for (place, token), result in zip(waiting, results, strict=True):
            outputs[place] = self._output(texts[place], token, result, with_alignment)
        return [output for output in outputs if output is not None]

    def redecode(self, text: str, prefix_text: str, beam_size: int, with_alignment: bool) -> EngineOutput:
        """A draft that begins with `prefix_text`."""
        with_alignment = with_alignment and self._points
        if not text.strip():
            return EngineOutput("")
        tokens, forced = self._tokenizer.encode(text), self._tokenizer.encode(prefix_text).pieces
        if refused := self._too_long(tokens) or self._too_long(Tokens(forced, None)):
            return refused
        [result] = self._decode([tokens.pieces], beam_size, with_alignment, forced)
        return self._output(text, tokens, result, with_alignment, forced)

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[Alignment | None]:
        """The attention of each source and its translation, whoever wrote it; None where the model gives none."""
        return [self._align(*map(self._tokenizer.encode, pair)) for pair in pairs]

    def _align(self, source: Tokens, target: Tokens) -> Alignment | None:
        if not source.pieces or self._too_long(source) or self._too_long(target):
            return None
        [result] = self._translator.translate_batch(
            [source.pieces],
            target_prefix=[self._prefix + target.pieces],
            beam_size=1,
            max_input_length=0,
            max_decoding_length=len(self._prefix + target.pieces) + 1,
            return_attention=True,
        )
        rows = result.attention[0][len(self._prefix) :][: len(target.pieces)]
        return _alignment(source.spans, target.spans, rows)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores | None]:
        """What the model thinks of each target as the translation of its source, all in one batch."""
        tokens = [(self._tokenizer.encode(source), self._tokenizer.encode(target)) for source, target in pairs]
        able = [
            number
            for number, (source, target) in enumerate(tokens)
            if source.pieces
            and target.pieces
            and target.spans
            and not (self._too_long(source) or self._too_long(target))
        ]
        rows = self._log_probs([(tokens[number][0].pieces, tokens[number][1].pieces) for number in able])
        scored = dict(zip(able, rows, strict=True))
        return [_scores(target.spans, scored.get(number)) for number, (_, target) in enumerate(tokens)]

    def _log_probs(self, pieces: list[tuple[list[str], list[str]]]) -> list[list[float]]:
        """Per pair the log-probabilities of the target's pieces and of the end mark."""
        if not pieces:
            return []
        results = self._translator.score_batch(
            [source for source, _ in pieces],
            [self._prefix + target for _, target in pieces],
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            max_input_length=0,
            offset=len(self._prefix),
        )
        return [result.log_probs for result in results]

    def failure(self) -> str | None:
        """What goes wrong when the model is asked for anything, None where nothing does."""
        [result] = self._decode([self._tokenizer.encode("a").pieces], beam_size=1, with_alignment=False)
        return f"{self.package.name} cannot draft: {result}." if isinstance(result, Exception) else None

    def _too_long(self, tokens: Tokens) -> EngineOutput | None:
        count = len(tokens.pieces)
        if count <= self._room:
            return None
        reason = phrase(
            "The sentence has {count} tokens; {name} takes at most {room}.",
            count=count,
            name=self.package.name,
            room=self._room,
        )
        return EngineOutput("", error=reason)

    def _longest_output(self, pieces: list[list[str]], forced: Sequence[str] = ()) -> int:
        longest = max(map(len, [*pieces, forced]), default=0)
        return min(max(USUAL_LENGTH, 2 * longest), self._room + 1)  # the end mark takes a step too

    def _decode(
        self, pieces: list[list[str]], beam_size: int, with_alignment: bool, forced: Sequence[str] = ()
    ) -> list[Any]:
        """CTranslate2's results; where the batch fails each sentence goes alone, and one that fails is its error."""
        if not pieces:
            return []
        try:
            return self._batch(pieces, beam_size, with_alignment, forced)
        except (RuntimeError, ValueError) as error:
            if len(pieces) == 1:
                return [error]
            return [self._decode([sentence], beam_size, with_alignment, forced)[0] for sentence in pieces]

    def _batch(self, pieces: list[list[str]], beam_size: int, with_alignment: bool, forced: Sequence[str]) -> list[Any]:
        prefix = [*self._prefix, *forced]
        results: list[Any] = self._translator.translate_batch(
            pieces,
            target_prefix=[prefix] * len(pieces) if prefix else None,
            max_batch_size=batch_tokens(sum(map(len, pieces)), self._threads),
            batch_type="tokens",
            beam_size=beam_size,
            length_penalty=LENGTH_PENALTY,
            replace_unknowns=True,
            max_input_length=0,
            max_decoding_length=self._longest_output(pieces, forced),
            return_scores=True,
            return_attention=with_alignment,
        )
        return results

    def _output(
        self, text: str, tokens: Tokens, result: Any, with_alignment: bool, forced: Sequence[str] = ()
    ) -> EngineOutput:
        if isinstance(result, Exception):
            return EngineOutput("", error=f"{self.package.name} failed on this sentence: {result}.")
        skip = len(self._prefix)
        pieces = [*forced, *result.hypotheses[0][skip + len(forced) :]]  # CTranslate2 knows no unknown pieces
        target, spans = self._tokenizer.decode(pieces)
        error = collapsed(text, target)
        if error is None and len(pieces) >= self._longest_output([tokens.pieces], forced):
            error = phrase("The model found no end.")
        if error is not None:
            return EngineOutput("", error=error)
        alignment = _alignment(tokens.spans, spans, result.attention[0][skip:]) if with_alignment else None
        return EngineOutput(target, _mean(result.scores[0], skip + len(pieces), skip + len(forced)), alignment)


def batch_tokens(tokens: int, threads: int) -> int:
    """The tokens of a batch, so that every thread has its share of a call of so many tokens."""
    return max(min(BATCH_TOKENS, math.ceil(tokens / (SHARES * threads))), 1)


def _translator(package: Package, threads: int) -> Any:
    from ctranslate2 import Translator

    return Translator(
        str(package.folder / "model"), device="cpu", inter_threads=threads, intra_threads=1, compute_type="int8"
    )


def _mean(score: float, pieces: int, given: int) -> float:
    """The mean log-probability per token, the end mark counted in and the `given` pieces at the beginning left out.

    CTranslate2 returns the sum over what it wrote itself, divided by the whole length to the power of the length
    penalty.
    """
    length = pieces + 1
    return min(score * math.pow(length, LENGTH_PENALTY) / (length - given), 0.0)


def _scores(spans: tuple[Span, ...] | None, log_probs: list[float] | None) -> TokenScores | None:
    if spans is None or log_probs is None or len(log_probs) != len(spans) + 1:
        return None
    *pieces, end = (min(value, 0.0) for value in log_probs)
    return TokenScores(spans, tuple(pieces), end)


def _alignment(source: Any, target: Any, weights: list[list[float]]) -> Alignment | None:
    """None where the tokenizer knows no spans, or where the model's rows and columns are not its tokens."""
    if source is None or target is None or len(weights) != len(target):
        return None
    if any(len(row) != len(source) for row in weights):
        return None
    return Alignment(source, target, tuple(map(tuple, weights)))
