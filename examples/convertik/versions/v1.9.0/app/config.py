"""What the application knows of itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    app_version: str = "1.9.0"


settings = Settings()
