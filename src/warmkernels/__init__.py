"""Jupyter kernels that start with their libraries loaded: forks of a process that imported them.

provisioner   what Jupyter calls to start a kernel, or an ordinary one where there can be no other
client        asks for a kernel, starts the template that is asked, and follows the kernel's life
template      the process that imports and forks; a script, run by the Python of the kernel
__main__      writes kernelspecs: `python -m warmkernels install`
"""

# Where templates have their sockets; the user's runtime directory of Jupyter if it is not set.
DIRECTORY = "WARM_KERNELS_DIR"
# Ordinary kernels if it is 0.
SWITCH = "WARM"
