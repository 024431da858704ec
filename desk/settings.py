"""The desk's settings: environment variables `DESK_…`, read once at start, each with a help line."""

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from desk.domain.errors import Invalid
from desk.domain.routing import EngineName

MAIL_SCHEMES = ("smtp", "smtp+tls", "smtps", "file", "console")


def _user_data() -> Path:
    return Path.home() / ".local" / "share" / "desk"


class Settings(BaseSettings):
    """Every setting; the field's description is its help line, printed by `desk settings`."""

    model_config = SettingsConfigDict(env_prefix="DESK_", extra="ignore")

    data_dir: Path = Field(default_factory=_user_data, description="Holds everything that the desk writes.")
    database_url: str = Field("", description="Database; SQLite in the data directory where it is empty.")
    secret_key: str = Field("", description="Signs sessions; made and kept in the data directory where it is empty.")
    host: str = Field("127.0.0.1", description="Address that `desk serve` listens on.")
    port: int = Field(5000, ge=0, le=65535, description="Port that `desk serve` listens on.")
    public_url: str = Field("", description="The desk's address as readers and invitations write it.")
    engine: EngineName = Field(
        EngineName.ARGOS,
        description="What drafts first where no route says otherwise: argos, libretranslate or apertium; quiet drafts "
        "alone, for trying the desk without a package.",
    )
    libretranslate_url: str = Field("", description="Address of a LibreTranslate server; none where it is empty.")
    libretranslate_key: SecretStr = Field(SecretStr(""), description="The key that the LibreTranslate server asks for.")
    apertium_modes: Path = Field(
        Path("/usr/share/apertium/modes"), description="Folder of Apertium's mode files, one for each pair."
    )
    dictionaries: Annotated[list[Path], NoDecode] = Field(
        default_factory=list,
        description="Folders of hunspell's dictionaries, parted by “:”, as /usr/share/hunspell; no spelling where it "
        "is empty. Reading one slows the server for some seconds, the first time its language is asked for.",
    )
    glossary_paths: Annotated[list[Path], NoDecode] = Field(
        default_factory=list, description="Glossary files or folders, parted by “:”; the desk's own where it is empty."
    )
    allowed_origins: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Origins inside the network that may be fetched, exactly as http://host:port, parted by commas.",
    )
    package_indexes: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Addresses of indexes of Argos packages, tried in order and parted by commas; argostranslate's own "
        "where it is empty.",
    )
    mail_url: SecretStr = Field(
        SecretStr(""),
        description="How mails are sent: smtp://user:password@host:587 (smtp+tls:// begins TLS, smtps:// speaks it "
        "at once), file:///folder keeps them as files, console: prints them; none are sent where it is empty.",
    )
    mail_from: str = Field(
        "", description="The address that mails come from; desk@ and the desk's host where it is empty."
    )
    lease_minutes: int = Field(60, ge=1, description="How long a claim holds without work.")
    job_lease_seconds: float = Field(30, gt=0, description="How long a job without a heartbeat counts as running.")
    job_days: int = Field(
        14,
        ge=8,  # the job of a week's digest tells that it was sent
        description="How many days finished jobs are kept, at least 8; failed ones three times as long.",
    )
    round_trips: bool = Field(
        False, description="Translate drafts back when nothing waits, so that estimates can compare the two sources."
    )
    https: bool = Field(False, description="The desk is reached by HTTPS: cookies are marked secure.")

    @field_validator("glossary_paths", "dictionaries", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        return [part for part in value.split(":") if part] if isinstance(value, str) else value

    @field_validator("allowed_origins", "package_indexes", mode="before")
    @classmethod
    def _split_addresses(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("mail_url")
    @classmethod
    def _check_mail_url(cls, value: SecretStr) -> SecretStr:
        parts = urlsplit(value.get_secret_value())
        known = parts.scheme in MAIL_SCHEMES and (bool(parts.hostname) or not parts.scheme.startswith("smtp"))
        if value.get_secret_value() and not known:
            raise ValueError("it is smtp://, smtp+tls:// or smtps:// with a host, file:///folder, or console:")
        return value

    @field_validator("mail_from")
    @classmethod
    def _check_mail_from(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\s@,;<>\"()\\]+@[^\s@,;<>\"()\\]+", value):
            raise ValueError("it is one mail address, without a name")
        return value

    @field_validator("libretranslate_url")
    @classmethod
    def _check_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and not (parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc):
            raise ValueError("it is an address as https://host or http://host:port, without a name or password in it")
        return value

    @property
    def mails(self) -> bool:
        """Whether the desk sends mails."""
        return bool(self.mail_url.get_secret_value())

    @property
    def address(self) -> str:
        """The desk's own address, as mails name it, without a slash at its end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'desk.sqlite3'}"


def load_settings(**values: Any) -> Settings:
    """Reads the settings. Raises `Invalid`, naming the variable, where one is wrong."""
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = "DESK_" + "_".join(str(part) for part in first["loc"]).upper()
        raise Invalid(f"The setting {name} cannot be used: {first['msg'].removeprefix('Value error, ')}.") from error
