"""The kernel python3 of the report, which ``book/jupyter`` describes: IPython's, without what machines set.

No variable turns off what lies in /etc/ipython and the like. The user's own stays out by IPYTHONDIR.
"""

from IPython.core import application

application.SYSTEM_CONFIG_DIRS.clear()

if __name__ == "__main__":
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
