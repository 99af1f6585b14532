// What `skerry --help` prints.
export const helpText = `skerry: compiles a TypeScript program to a sealed machine image

usage:
  skerry build FILE.ts [-o OUT] [options]          make an image
  skerry run FILE.ts [options] [-- ARGUMENT…]      make it, run it, stream its output; its exit status is the result
  skerry --help | --version

options:
  --target linux         a static Linux executable without C library (the default, and the only target today)
  -o, --output OUT       where the image goes (build; default: the file's name without .ts)
  --seed N               layout seed, an integer from 0 (default 0); the same seed gives the same image
  --optimise speed|size  what to prefer (default speed)
  --dump WHAT            print an intermediate form: hir, types, mir:after=PASS (PASS input: before the first)
  --dump-only TEXT       dump only functions whose symbol contains TEXT
  --verify               check the intermediate form after every pass
  --explain              say which writes made objects open, and what was chosen for each allocation
  --verbose              print phases with their times also where the output is not a terminal
  -h, --help             this text
  --version              the version
`
