"""Files that are made from others and committed: written anew, or with --check only compared."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def settle(file: Path, made: str, arguments: list[str], complaint: str) -> int:
    """Write ``made`` to ``file``; with --check only print ``complaint`` where the file says something else. Gives the exit
    code."""
    if "--check" not in arguments:
        file.write_text(made, encoding="utf-8")
        print(f"Wrote {file.relative_to(ROOT) if file.is_relative_to(ROOT) else file}.")
        return 0
    same = file.exists() and file.read_text(encoding="utf-8") == made
    if not same:
        print(complaint)
    return int(not same)
