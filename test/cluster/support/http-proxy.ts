import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** An HTTP proxy on this machine: absolute addresses for HTTP, CONNECT for everything else. */
export class HttpProxy {
  /** Its address as pods see it. */
  readonly url: string;
  /** What it was asked for: `GET http://host/path`, or `CONNECT host:port`. */
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #tunnels = new Set<Socket>();

  private constructor(host: string, server: Server) {
    this.url = `http://${host}:${(server.address() as AddressInfo).port}`;
    this.#server = server;
    server.on('request', (asked, response) => this.#forward(asked, response));
    server.on('connect', (asked, socket: Socket, head: Buffer) => this.#connect(asked, socket, head));
  }

  /** Starts one, at the address at which pods reach this machine. */
  static async start(host: string): Promise<HttpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    return new HttpProxy(host, server);
  }

  stop(): void {
    for (const socket of this.#tunnels) socket.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #forward(asked: IncomingMessage, response: ServerResponse): void {
    const { method, url, headers } = asked;
    this.requests.push(`${method} ${url}`);
    const onward = request(url!, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    asked.pipe(onward);
  }

  #connect({ url }: IncomingMessage, socket: Socket, head: Buffer): void {
    this.requests.push(`CONNECT ${url}`);
    const { hostname, port } = new URL(`http://${url}`);
    const onward = connect(Number(port || 80), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const [one, other] of [[socket, onward] as const, [onward, socket] as const]) {
      this.#tunnels.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#tunnels.delete(one);
        other.destroy();
      });
    }
  }
}
