import { Global, Module } from '@nestjs/common'
import { AudienceEngine } from './audience-engine'
import { EngineFeed } from './engine-feed'
import { EngineFeeder } from './engine-feeder'
import { EngineController } from './engine.controller'
import { EngineRebuild } from './engine-rebuild'
import { EngineSchema } from './engine-schema'

@Global()
@Module({
  controllers: [EngineController],
  providers: [AudienceEngine, EngineFeed, EngineFeeder, EngineRebuild, EngineSchema],
  exports: [AudienceEngine, EngineFeed, EngineFeeder, EngineRebuild, EngineSchema],
})
export class AudienceEngineModule {}
