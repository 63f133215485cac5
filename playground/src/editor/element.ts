/** Returns an element with a text or others in it. */
export function element(name: string, content: string | readonly Node[], className = ''): HTMLElement {
  const made = document.createElement(name);
  made.append(...(typeof content === 'string' ? [content] : content));
  if (className !== '') made.className = className;
  return made;
}
