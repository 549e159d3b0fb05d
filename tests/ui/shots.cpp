#include "tests/ui/failuresfixture.h"
#include "ui/overview/overviewpanel.h"
#include <QApplication>
#include <QAction>
#include <QToolButton>
#include "ui/theme.h"
using namespace chainpoints;
static void wait(int ms){ QTest::qWait(ms); }
int main(int argc,char**argv){
 QApplication app(argc,argv);
 const QString font = qEnvironmentVariable("SHOTFONT"); if(!font.isEmpty()) app.setFont(QFont(font, 10));
 for(int dark=0;dark<2;++dark){
  theme::apply(dark?theme::Theme::Dark:theme::Theme::Light);
  const QString end=QString(dark?u"-dark.png"_s:u"-light.png"_s);
  {
   TestDatabase db(Backend::Sqlite,{TestChain{"arbitrum-sepolia",421614},TestChain{"base-sepolia",84532},TestChain{"sepolia",11155111},TestChain{"optimism",10},TestChain{"polygon",137}});
   tellFailures(db,9,7,"sepolia"); tellFailures(db,5,3,"base-sepolia"); tellFailures(db,5,0,"optimism");
   db.spoil("UPDATE user SET user_address = '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed' WHERE id=1");
   db.spoil("UPDATE user SET user_address = '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359' WHERE id=2");
   auto s=followed(ChainState::Live,12); s.ownerHost=QSysInfo::machineHostName().toStdString(); s.ownerPid=QCoreApplication::applicationPid(); follow(db,s,"sepolia");
   auto u=followed(ChainState::Unreachable,9); u.alerts={{"rpc","No node of base-sepolia can be reached: https://base.example.org answered 503 four times, https://other.example.org does not resolve. It is tried again every 30 seconds.",at(15)},{"disk","Supply differs: mints minus burns is 1,000 while totalSupply() changed by 990 over blocks 4 to 9",at(15,30)}}; u.lastError="connection refused by 10.0.0.1:8545"; follow(db,u,"base-sepolia");
   db.spoil("UPDATE chain SET start_block=100000000, last_confirmed_block=123456789, last_processed_block=109456789 WHERE name='arbitrum-sepolia'");
   follow(db,followed(ChainState::Backfilling,123456795),"arbitrum-sepolia");
   db.spoil("UPDATE chain SET is_active=0 WHERE name='optimism'"); follow(db,followed(ChainState::Paused,9),"optimism");
   OperatorDesk desk(doorsOf(db)); OverviewPanel o(desk); o.resize(1180,680); o.show(); wait(1500);
   for(int i=1;i<=7;++i){db.spoil("UPDATE chain SET last_processed_block=last_processed_block+120000 WHERE name='arbitrum-sepolia'"); wait(1000);} 
   o.grab().save(u"/tmp/panels-overview"_s+end);
   auto*t=o.findChild<RowTable*>(); t->setCurrentIndex(t->model()->index(1,0)); o.findChild<QToolButton*>(u"pauseButton"_s)->click(); wait(600); o.grab().save(u"/tmp/panels-overview-failing"_s+end);
   t->setCurrentIndex(t->model()->index(3,0)); o.findChild<QAction*>(); o.grab().save(u"/tmp/panels-overview-paused"_s+end);
   ShownFailures f(db); wait(800); f.panel.grab().save(u"/tmp/panels-failures"_s+end);
   mend(db,1); mend(db,3); f.select({0,2,4,6}); f.table()->setFocus(); f.retrySelected()->click(); wait(600); f.panel.grab().save(u"/tmp/panels-failures-waiting"_s+end);
   (void)runActions(db,"sepolia");(void)runActions(db,"base-sepolia"); wait(1500); f.select({2}); f.panel.grab().save(u"/tmp/panels-failures-results"_s+end);
   f.select({4}); f.panel.grab().save(u"/tmp/panels-failures-stillfails"_s+end);
   db.spoil("ALTER TABLE user_points_change RENAME TO elsewhere"); wait(1500);
   f.panel.grab().save(u"/tmp/panels-failures-problem"_s+end);
   o.grab().save(u"/tmp/panels-overview-problem"_s+end);
  }
  {
   TestDatabase db(Backend::Sqlite,{}); OperatorDesk desk(doorsOf(db)); OverviewPanel o(desk); o.resize(1180,680); o.show(); wait(600); o.grab().save(u"/tmp/panels-overview-empty"_s+end);
   ShownFailures f(db); wait(600); f.panel.grab().save(u"/tmp/panels-failures-empty"_s+end);
   f.choose(u"stateFilter"_s,1); wait(500); f.panel.grab().save(u"/tmp/panels-failures-nomatch"_s+end);
  }
 }
}
