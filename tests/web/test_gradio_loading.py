import subprocess
import sys

LOADED = """
import sys
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from assistant.web.gradio_loading import load_gradio
load_gradio()
print("gradio" in sys.modules, "mcp" in sys.modules, [path for path in opened if path.endswith(".pyi")])
import mcp
"""


def test_gradio_is_loaded_without_mcp_and_writes_no_stubs():
    shown = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert shown.stdout == "True False []\n"
