/** A part of the studio: what somebody does there, and who may enter. */
import type { TemplateResult } from 'lit';
import type { Area } from '../../protocol/staff-access.ts';
import type { StaffClient } from '../../client/staff/staff-client.ts';
import { failureOf } from './failure.ts';

/** What a room knows of the studio around it. */
export interface Surroundings {
  readonly client: StaffClient;
  readonly site: string;
  /** The backend's address; empty for that of the page. */
  readonly endpoint: string;
  /** Of the studio's own texts. */
  readonly language: string;
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  announce(words: string): void;
  focusOn(selector: string): Promise<void>;
}

export abstract class Room {
  /** The first word of its address: `#/look`. */
  abstract readonly id: string;
  abstract readonly area: Area;
  protected readonly host: Surroundings;
  /** Why something did not work, in words. */
  protected failure = '';

  constructor(host: Surroundings) {
    this.host = host;
  }

  /** What the way to it is called. */
  abstract label(): string;

  /** What is open in it, for the bar above. */
  get title(): string {
    return '';
  }

  /** Work is under way that must not vanish, whoever is signed in. */
  get isBusy(): boolean {
    return false;
  }

  /** `rest`: what follows the room in the address. */
  abstract open(rest: string): Promise<void>;

  /** Before another room is opened, and before somebody signs out. */
  async leave(): Promise<void> {
    // Most rooms have nothing to put away.
  }

  abstract render(): TemplateResult;

  /** Does something with the backend and shows the outcome; false where it was refused. */
  protected async attempt(work: () => Promise<void>): Promise<boolean> {
    this.failure = '';
    try {
      await work();
    } catch (error) {
      this.failure = failureOf(error);
      this.host.announce(this.failure);
    }
    this.host.requestUpdate();
    return this.failure === '';
  }
}
