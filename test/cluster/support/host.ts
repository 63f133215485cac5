import { createSocket } from 'node:dgram';

interface Node {
  readonly status: { readonly addresses: readonly { readonly type: string; readonly address: string }[] };
}

/**
 * The address at which pods reach this machine: the one from which it reaches a node, as with kind and k3d on Linux.
 * TEST_HOST names another.
 */
export async function hostAddress(nodes: readonly Node[]): Promise<string> {
  const { TEST_HOST } = process.env;
  if (TEST_HOST !== undefined) return TEST_HOST;
  const node = nodes.flatMap(({ status }) => status.addresses).find(({ type }) => type === 'InternalIP');
  if (node === undefined)
    throw new Error('No node has an address: set TEST_HOST to that of this machine for pods.');
  const socket = createSocket(node.address.includes(':') ? 'udp6' : 'udp4');
  try {
    // Sends nothing: the kernel only chooses a way.
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.connect(9, node.address, resolve);
    });
    return socket.address().address;
  } finally {
    socket.close();
  }
}
