import { Injectable } from '@nestjs/common'

/** One thing that a probe should know beside whether the stores answer. */
export interface ReadinessNote {
  /** What it is about, as a machine reads it. */
  about: string
  message: string
}

/** What the parts of this process have to say to a probe. They register while the server starts. */
@Injectable()
export class Readiness {
  private readonly sources: (() => ReadinessNote | null)[] = []

  /** @param source asked at every probe; null when there is nothing to say */
  tell(source: () => ReadinessNote | null): void {
    this.sources.push(source)
  }

  notes(): ReadinessNote[] {
    return this.sources.map((source) => source()).filter((note) => note !== null)
  }
}
