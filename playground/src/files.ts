/** Lets people save a text as a file. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser has it by then, however slow it is.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
