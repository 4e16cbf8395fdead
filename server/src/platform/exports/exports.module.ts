import { Global, Module } from '@nestjs/common'
import { ExportKinds } from './export-kinds'
import { ExportStore } from './export-store'
import { ExportController } from './export.controller'
import { Exports } from './exports'
import { MakeFileJob } from './make-file.job'

@Global()
@Module({
  controllers: [ExportController],
  providers: [ExportKinds, Exports, ExportStore, MakeFileJob],
  exports: [ExportKinds, Exports],
})
export class ExportsModule {}
