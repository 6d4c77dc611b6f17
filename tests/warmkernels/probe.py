"""Run in a cell: what can be seen of a kernel, and what a cell can do to spoil it for others."""

LOOK = """
import atexit, builtins, decimal, gc, json, linecache, locale, logging, multiprocessing, os
import random, re, resource, shlex, signal, sys, tempfile, threading, warnings
import matplotlib, matplotlib.font_manager, matplotlib.pyplot, numpy, pandas, pandas._config.config
from helpers import agreement

fonts = matplotlib.font_manager

def look():
    mask = os.umask(0); os.umask(mask)
    files = [os.readlink(f"/proc/self/fd/{n}").split(":")[0] for n in (0, 1, 2)]
    return {
        "environ": {k: v for k, v in os.environ.items() if k not in ("JPY_PARENT_PID", "OWN")},
        "cwd": os.getcwd(), "path": sys.path, "argv": sys.argv[:-1], "command": sys.orig_argv[:-1],
        "main": [__name__, sorted(vars(sys.modules["__main__"]).keys() - {"OWN"})],
        "builtins": sorted(vars(builtins)), "patched": shlex.quote.__module__,
        "pandas": str(pandas._config.config._global_config).lower(),
        "added": hasattr(pandas.DataFrame, "leak"),
        "rc": {k: str(v) for k, v in matplotlib.rcParams.items()},
        "backend": [matplotlib.get_backend(), matplotlib.pyplot.get_fignums()],
        "defaults": {k: str(v) for k, v in matplotlib.rcParamsDefault.items() if k != "backend"},
        "fonts": sorted(map(str, fonts.fontManager.ttflist)),
        "family": fonts.fontManager.defaultFamily,
        "caches": [each.cache_info() for each in (
            fonts.fontManager._findfont_cached, fonts._get_font,
            agreement.kazakh_ending, agreement._russian_rules)],
        "compiled": [str(key) for key in re._cache if "leak" in str(key)],
        "once": str(warnings.onceregistry), "limits": resource.getrlimit(resource.RLIMIT_NOFILE),
        "printing": str(numpy.get_printoptions()),
        "numpy": numpy.geterr(), "decimal": decimal.getcontext().prec,
        "locale": locale.setlocale(locale.LC_ALL), "umask": mask,
        "signals": {int(n): getattr(signal.getsignal(n), "__qualname__", str(signal.getsignal(n)))
                    for n in signal.valid_signals()},
        "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
        "filters": sorted(map(str, warnings.filters)),
        "logging": [logging.root.level, [type(h).__name__ for h in logging.root.handlers]],
        "atexit": atexit._ncallbacks(), "recursion": sys.getrecursionlimit(),
        "switch": sys.getswitchinterval(), "gc": [gc.isenabled(), gc.get_threshold()],
        "tempdir": tempfile.gettempdir(), "lines": "leak" in linecache.cache,
        "threads": sorted(t.name.split("-")[0] for t in threading.enumerate()),
        "modules": [name for name in sys.modules if "leak" in name],
        "session": os.getsid(0) == os.getpgid(0) == os.getpid(),
        "streams": files, "stdin": sys.__stdin__.read(), "hash": hash("a"),
        "main thread": threading.current_thread() is threading.main_thread(),
        "trace": [sys.gettrace() is None, sys.getprofile() is None], "dir": os.listdir("."),
    }

def draw():
    return [random.random(), numpy.random.random(), next(tempfile._get_candidate_names()),
            numpy.random.default_rng().random(), multiprocessing.current_process().authkey.hex()]

import json as _json
print(_json.dumps([look(), draw()], sort_keys=True))
"""

# What a cell sees and SPOIL leaves as it is.
UNSPOILT = {
    *("argv", "command", "hash", "main thread", "session", "stdin", "streams", "trace"),
}

SPOIL = """
import subprocess, time
os.environ["LEAK"] = "1"; os.environ.pop("HOME", None); os.chdir("/"); sys.path.insert(0, "/leak")
sys.modules["leak"] = sys; builtins.leak = 1; shlex.quote = print; pandas.DataFrame.leak = 1
pandas.set_option("display.max_rows", 7); matplotlib.rcParams["font.size"] = 77
pandas.set_option("display.precision", 2); numpy.set_printoptions(precision=2)
matplotlib.rcParamsDefault["lines.linewidth"] = 77; matplotlib.rcParams["font.family"] = ["leak"]
font = fonts.findfont("DejaVu Sans"); fonts.get_font(font); fonts.fontManager.addfont(font)
fonts.fontManager.defaultFamily["ttf"] = "leak"; re.compile("leak")
agreement.kazakh_ending("сы", "алты"); agreement._russian_rules()
warnings.onceregistry["leak"] = 1
resource.setrlimit(resource.RLIMIT_NOFILE, (512, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
matplotlib.pyplot.figure(); matplotlib.use("pdf"); numpy.seterr(all="raise")
random.seed(0); numpy.random.seed(0); decimal.getcontext().prec = 3; os.umask(0o7)
decimal.DefaultContext.prec = 4; locale.setlocale(locale.LC_ALL, "C")
signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2]); warnings.simplefilter("error")
logging.root.addHandler(logging.NullHandler()); logging.root.setLevel(50)
atexit.register(print); sys.setrecursionlimit(2000)
sys.setswitchinterval(1); gc.disable(); tempfile.tempdir = "/"; linecache.cache["leak"] = 1
threading.Thread(target=time.sleep, args=(300,), daemon=True, name="leak").start()
kept = open("/proc/self/status"); multiprocessing.current_process().authkey = b"leak"
sleep = [sys.executable, "-c", "import time; time.sleep(300)"]
twice = f"import subprocess; s = subprocess.Popen({sleep!r}, start_new_session=True)"
subprocess.run([sys.executable, "-c", twice], start_new_session=True)
deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)"
started = subprocess.Popen([sys.executable, "-c", deaf], start_new_session=True)
if not os.fork():
    os.setsid()
    time.sleep(300)
"""
