"""Rules about the repository itself: each takes {path: text} of all its files and gives one sentence per offence."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath

INSTALLABLE = ("grund", "personer", "objektsidor", "utbildning", "headless")
Tree = dict[str, str]

_DATA = re.compile(
    r"(/demo/content/|^locale/|/locale/|^requirements/.*\.txt$|^LICENSE$|/search/text/data/|/search/evaluation/.*\.(tsv|jsonl)$|^examples/front/src/api\.ts$|\.(svg|csv|json)$)"
)
# Put together here, so that this file does not offend against itself.
_HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "deb." + "debian.org", "crates" + ".io"]
_HOSTS += ["repo1." + "maven.org", "proxy." + "golang.org"]
_MACHINE_PATH = re.compile(r"(?<![\w./-])/(work|root|home|Users)" + r"/\w")
# Made by compose.yaml or the image, or of no use in them.
_NOT_IN_COMPOSE = {"DATABASE_URL", "DEBUG", "MEDIA_ROOT", "VAR_DIR"}
_INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>{]*\son[a-z]+=", re.IGNORECASE),
}


def lines(text: str) -> int:
    return len(text.splitlines())


def no_package_in_the_source_root(tree: Tree) -> Iterator[str]:
    if "site/__init__.py" in tree:
        yield "site/__init__.py would shadow the standard library's module site"


def no_long_file(tree: Tree) -> Iterator[str]:
    for path, text in tree.items():
        most = 250 if "/settings/" in path else 400
        if not _DATA.search(path) and lines(text) > most:
            yield f"{path} has {lines(text)} lines, more than {most}"


def no_registry_host(tree: Tree) -> Iterator[str]:
    for path, text in tree.items():
        yield from (f"{path} names {host}" for host in _HOSTS if host in text)


def no_machine_path(tree: Tree) -> Iterator[str]:
    for path, text in tree.items():
        yield from (f"{path} names {found[0]}…" for found in _MACHINE_PATH.finditer(text))


def no_unknown_document(tree: Tree) -> Iterator[str]:
    """A document that is named must be here."""
    known = {PurePosixPath(path).name for path in tree}
    for path, text in tree.items():
        if path != "tests/repo/test_repository.py":
            named = set(re.findall(r"\b[\w-]+\.md\b", text))
            yield from (f"{path} names {name}, which is not here" for name in sorted(named - known))


def installable_migrations_run_anywhere(tree: Tree) -> Iterator[str]:
    """No name of this site's models, and nothing that Wagtail 7.4 lacks."""
    for path, text in tree.items():
        if not re.match(rf"site/({'|'.join(INSTALLABLE)})/migrations/", path):
            continue
        yield from (f"{path} mentions {word}" for word in ("nackamodellen", "WAGTAIL_PAGE_MODEL") if word in text)
        for number in re.findall(r"""["']wagtailcore["'],\s*["'](\d{4})_""", text):
            if int(number) > 97:
                yield f"{path} depends on wagtailcore {number}, which Wagtail 7.4 lacks"


def installable_apps_name_no_other(tree: Tree) -> Iterator[str]:
    """Not as text either, where the import contracts do not see it: "home.HomePage" breaks a host without home."""
    other = re.compile(r"""["'](?:home|search|modellen|nyheter|sidor|nackamodellen)\.\w+""")
    for path, text in tree.items():
        if re.match(rf"site/({'|'.join(INSTALLABLE)})/.*\.py$", path):
            yield from (f"{path} names {found[0]}" for found in other.finditer(text))


def no_inline_script_or_style(tree: Tree) -> Iterator[str]:
    """The policy forbids them, so a browser would not run them."""
    for path, text in tree.items():
        if path.startswith("site/") and path.endswith(".html"):
            yield from (
                f"{path} has {what}: {found[0]}" for what, how in _INLINE.items() if (found := how.search(text))
            )


def env_example_is_complete(tree: Tree) -> Iterator[str]:
    read = set()
    for path, text in tree.items():
        if path.startswith("site/nackamodellen/settings/"):
            read |= set(re.findall(r"\benv\.[a-z]+\(\s*[\"']([A-Z_]+)[\"']", text))
    read |= {"POSTGRES_PASSWORD", "ELASTIC_PASSWORD"} & set(re.findall(r"\$\{([A-Z_]+)", tree["compose.yaml"]))
    given = set(re.findall(r"^([A-Z_]+)=", tree[".env.example"], re.MULTILINE))
    yield from (f".env.example lacks {name}" for name in sorted(read - given))
    yield from (f".env.example has {name}, which nothing reads" for name in sorted(given - read))


def compose_reads_known_variables(tree: Tree) -> Iterator[str]:
    given = set(re.findall(r"^([A-Z_]+)=", tree[".env.example"], re.MULTILINE))
    used = set(re.findall(r"\$\{([A-Z_]+)", tree["compose.yaml"]))
    yield from (f"compose.yaml reads {name}, which .env.example lacks" for name in sorted(used - given))


def env_example_keeps_the_defaults(tree: Tree) -> Iterator[str]:
    """A copy of it as .env would override the defaults of compose.yaml and of the settings."""
    for name in re.findall(r"^([A-Z_]+)=[^\n]*\S", tree[".env.example"], re.MULTILINE):
        yield f".env.example gives {name} a value; name the default in the line above instead"


def compose_passes_every_variable(tree: Tree) -> Iterator[str]:
    """What stands in .env reaches the container only through compose.yaml."""
    given = set(re.findall(r"^([A-Z_]+)=", tree[".env.example"], re.MULTILINE))
    passed = set(re.findall(r"^ +[A-Z_]+: .*\$\{([A-Z_]+)", tree["compose.yaml"], re.MULTILINE))
    yield from (f"compose.yaml does not pass {name} on" for name in sorted(given - passed - _NOT_IN_COMPOSE))


def compose_is_sound(tree: Tree) -> Iterator[str]:
    text = tree["compose.yaml"]
    for wanted in ("image: postgres:15", "read_only: true", "cap_drop: [ALL]", "healthcheck:", "service_healthy"):
        if wanted not in text:
            yield f"compose.yaml lacks {wanted}"
    for name in ("database", "prepare", "site", "worker"):
        if not re.search(rf"^  {name}:$", text, re.MULTILINE):
            yield f"compose.yaml has no service {name}"
    for value in re.findall(r"^\s+\w*(?:PASSWORD|SECRET)\w*: (?!\$\{)(.+)$", text, re.MULTILINE):
        yield f"compose.yaml holds a secret: {value}"


def dockerfile_is_sound(tree: Tree) -> Iterator[str]:
    text = tree["Dockerfile"]
    for wanted in ("--require-hashes", "collectstatic", '"--limit-request-line", "8190"', "settings.production"):
        if wanted not in text:
            yield f"Dockerfile lacks {wanted}"
    users = re.findall(r"^USER (\S+)", text, re.MULTILINE)
    if not users or users[-1] in ("root", "0"):
        yield "Dockerfile runs the site as root"
    for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE):
        if ":" not in image or image.endswith(":latest"):
            yield f"Dockerfile builds on {image}, whose version is open"
    allowed = re.findall(r"^!(\S+)", tree[".dockerignore"], re.MULTILINE)
    for source in re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE):
        if not any(path == source or path.startswith(f"{source}/") for path in tree):
            yield f"Dockerfile copies {source}, which is not here"
        if source not in allowed:
            yield f".dockerignore keeps {source} from the Dockerfile"


def documented_commands_exist(tree: Tree) -> Iterator[str]:
    targets = set(re.findall(r"^([a-z]+):.*## ", tree["Makefile"], re.MULTILINE))
    for path, text in tree.items():
        if path.endswith(".md"):
            code = "\n".join(re.findall(r"`[^`\n]+`|^ {4}[^\n]*|```.*?```", text, re.MULTILINE | re.DOTALL))
            named = set(re.findall(r"(?<![\w-])make ([a-z]+)", code))
            yield from (f"{path} says make {name}, which the Makefile lacks" for name in sorted(named - targets))


def commands_have_their_scripts(tree: Tree) -> Iterator[str]:
    for name in re.findall(r"scripts/\w+\.py", tree["Makefile"]):
        if name not in tree:
            yield f"the Makefile calls {name}, which is not here"


def links_lead_somewhere(tree: Tree) -> Iterator[str]:
    """Links between the documents and to files."""
    folders = {str(parent) for path in tree for parent in PurePosixPath(path).parents}
    for path, text in tree.items():
        if not path.endswith(".md"):
            continue
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" in target or target.startswith(("mailto:", "/")):
                continue
            parts: list[str] = []
            for part in (PurePosixPath(path).parent / target).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            if "/".join(parts) not in tree and "/".join(parts) not in folders:
                yield f"{path} links to {target}, which is not here"


def dependencies_have_reasons(tree: Tree) -> Iterator[str]:
    reasons = tree["docs/dependencies.md"].lower()
    for path, text in tree.items():
        if re.fullmatch(r"requirements/\w+\.in", path):
            for name in re.findall(r"^([A-Za-z][\w.-]*)", text, re.MULTILINE):
                if f"`{name.lower()}`" not in reasons:
                    yield f"docs/dependencies.md gives no reason for {name}"


def contracts_cover_every_app(tree: Tree) -> Iterator[str]:
    """An app without a floor, or one that only the contracts know."""
    apps = {found[1] for path in tree if (found := re.fullmatch(r"site/(\w+)/apps\.py", path))}
    configuration = tomllib.loads(tree["pyproject.toml"])["tool"]
    contracts = set(configuration["importlinter"]["root_packages"])
    yield from (f"the import contracts do not cover {app}" for app in sorted(apps - contracts))
    yield from (f"the import contracts name {app}, which is not here" for app in sorted(contracts - apps))
    wheel = set(configuration["hatch"]["build"]["targets"]["wheel"]["packages"])
    if wheel != {f"site/{app}" for app in INSTALLABLE}:
        yield "the wheel holds other apps than the installable ones"


def installable_apps_keep_to_themselves(tree: Tree) -> Iterator[str]:
    """Templates below the app's own name, so that they clash with nobody's."""
    for path in tree:
        found = re.match(rf"site/({'|'.join(INSTALLABLE)})/(templates|static)/([^/]+)", path)
        if found and found[3] != found[1]:
            yield f"{path} should stand below {found[2]}/{found[1]}/"
