const PORT = /:(\d+)$/;

/** Returns the port of an address such as `host:port`; `undefined` where it names none. */
export function portOf(address: string): number | undefined {
  const port = PORT.exec(address)?.[1];
  return port === undefined ? undefined : Number(port);
}

/** Returns the host of such an address, which is empty where it names none. One in brackets, as IPv6 has it, loses them. */
export function hostOf(address: string): string {
  return address.replace(PORT, '').replace(/^\[(.*)\]$/, '$1');
}
