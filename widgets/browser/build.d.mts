/** What the build puts at the head of service-worker.mjs. Paths are from the site's root. */
export const build: {
  /** Pages and other files that are kept from the first visit on. */
  pages: string[];
  /** What is shown in place of a page that is not. */
  away: string;
  /** Files whose names tell their content, which all pages need. */
  files: string[];
  /** The same, for Python. */
  runtime: string[];
};

// What a service worker sees: TypeScript knows pages or workers, not both at once.

export interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

export interface ServiceWorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listen: (event: ExtendableEvent) => void): void;
  addEventListener(type: "message", listen: (event: ExtendableEvent & MessageEvent<string[]>) => void): void;
  addEventListener(type: "fetch", listen: (event: FetchEvent) => void): void;
}
